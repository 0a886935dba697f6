import type { ComponentProps } from 'svelte'
import { views, type ViewId } from './index.ts'
import type { View, ViewModule } from './view.ts'

/** What a picture is drawn from. */
export type PropsOf<Id extends ViewId> = ComponentProps<Awaited<ReturnType<(typeof views)[Id]>>['default']>

const loaded = new Map<ViewId, ViewModule>()

/** Loads a picture, once. Rejects where it cannot be fetched; the next call tries again. */
export async function loadView(id: ViewId): Promise<ViewModule> {
  const here = loaded.get(id)
  if (here) return here
  const module: ViewModule = await views[id]()
  haveView(id, module)
  return module
}

/** A picture that is here already: it is drawn at once. */
export function viewHere(id: ViewId): ViewModule | undefined {
  return loaded.get(id)
}

/** Takes in a picture that came with the page. */
export function haveView(id: ViewId, module: ViewModule): void {
  loaded.set(id, module)
}

/** What every picture is, for lists of them. */
export async function allViews(): Promise<readonly View[]> {
  const ids = Object.keys(views) as ViewId[]
  return (await Promise.all(ids.map(loadView))).map(({ view }) => view)
}

/** Loads code together with the pictures that it places. Rejects where the code cannot be fetched; a picture's place says if it cannot. */
export async function loadWith<T>(load: () => Promise<T>, ids: readonly ViewId[]): Promise<T> {
  const [code] = await Promise.all([load(), Promise.allSettled(ids.map(loadView))])
  return code
}
