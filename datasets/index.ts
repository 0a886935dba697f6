import { adCtr } from './ad-ctr/index.ts'
import type { Dataset } from './dataset.ts'

export const datasets = [adCtr] as const

export type DatasetId = 'ad-ctr'

/** @throws one line naming the datasets there are */
export function datasetOf(id: string): Dataset {
  const dataset = datasets.find((each) => each.id === id)
  if (!dataset) throw new Error(`unknown dataset: ${id}; expected one of ${datasets.map((each) => each.id).join(', ')}`)
  return dataset as unknown as Dataset
}
