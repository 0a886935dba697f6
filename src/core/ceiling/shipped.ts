import type { ColumnCeiling } from './reach.ts'

/** What columns can reach in the labs that presets open, made by `sim ceiling --presets`; null where it is not shipped for a key. */
export async function shippedCeiling(key: string): Promise<ColumnCeiling | null> {
  const { ceilings } = (await import('./shipped.json')).default as unknown as ShippedCeilings
  return ceilings[key] ?? null
}

export interface ShippedCeilings {
  readonly ceilings: Readonly<Record<string, ColumnCeiling>>
}
