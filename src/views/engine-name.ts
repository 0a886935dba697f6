import { engines } from '../core/engines/index.ts'

/** What people call an engine, in little room; its id where a kept run used one that is no more. */
export function engineName(id: string): string {
  return engines.find((engine) => engine.id === id)?.short ?? id
}

/** Its full name. */
export function engineLabel(id: string): string {
  return engines.find((engine) => engine.id === id)?.label ?? id
}
