import type { Component } from 'svelte'
import { treesPanel } from '../labs/models/trees-panel.ts'
import { openStep, steps } from '../labs/steps.ts'
import type { PanelId, PanelProps } from './panel.ts'
import { recordings } from './recording.svelte.ts'

/** Panels stand beside the page, one at a time. They come when they are asked for, or while nothing else is done. */
export const panels = {
  learn: () => import('./LearnPanel.svelte'),
  share: () => import('./SharePanel.svelte'),
  teacher: () => import('./TeacherPanel.svelte'),
  about: () => import('./AboutPanel.svelte'),
} as const satisfies Readonly<Record<PanelId, () => Promise<{ readonly default: Component<PanelProps> }>>>

/**
 * Fetches pages and panels ahead, one after the other, then the recordings and what workers load when they need it, so that
 * the browser's cache has it once the network is gone. What fails is asked for again when it is wanted.
 */
export async function fetchAhead(): Promise<void> {
  const loads = [
    ...steps.map((step) => () => openStep(step)),
    ...[panels, { treesPanel }, recordings].flatMap((some): (() => Promise<unknown>)[] => Object.values(some)),
  ]
  for (const load of loads) await load().catch(() => undefined)
  for (const path of await workersFiles()) await fetched(path).catch(() => undefined)
}

/** Whether this visitor asked browsers to spend no data on what is not needed now. */
export function savesData(): boolean {
  return (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true
}

/** Listed by the build; the development server has no such list. */
async function workersFiles(): Promise<readonly string[]> {
  try {
    return (await (await fetched('ahead.json')).json()) as readonly string[]
  } catch {
    return []
  }
}

/** The whole of a file, as only then a cache keeps it. */
async function fetched(path: string): Promise<Response> {
  const response = await fetch(new URL(path, document.baseURI))
  return new Response(await response.arrayBuffer())
}
