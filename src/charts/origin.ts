import { getContext, setContext } from 'svelte'
import type { Taken } from './export.ts'

type Origin = Pick<Taken, 'lines' | 'link'>

const KEY = Symbol('origin of pictures')

/** Says where all pictures below a component come from, at the moment they are taken away. */
export function setOrigin(origin: () => Origin): void {
  setContext(KEY, origin)
}

/** Where pictures come from; nothing where that was not said. */
export function originOf(): () => Origin {
  return getContext<(() => Origin) | undefined>(KEY) ?? (() => ({}))
}
