import { dcnV2 } from './dcn-v2.ts'
import { fm } from './fm.ts'
import { gbdt } from './gbdt.ts'
import { logistic } from './logistic.ts'
import { mlp } from './mlp.ts'
import type { Model } from './model.ts'

export const models = [logistic, gbdt, fm, mlp, dcnV2] as unknown as readonly Model[]

/** @throws where there is no such model */
export function modelOf(id: string): Model {
  const found = models.find((model) => model.id === id)
  if (!found) throw new Error(`unknown model: ${id}; expected one of ${models.map((model) => model.id).join(', ')}`)
  return found
}
