export const CURRENT_VERSION = 1

type Raw = Readonly<Record<string, unknown>>

/** Each takes a lab of the version it stands at to the next one. */
const migrations: readonly ((lab: Raw) => Raw)[] = [
  /** Version 0 named models without settings, kept the base rate in per cent, and called the step a page. */
  (lab) => {
    const world = objectOf(lab.world)
    const view = objectOf(lab.view)
    return {
      ...lab,
      world: typeof world.ctr === 'number' ? { ...world, baseRate: world.ctr / 100 } : world,
      lanes: Array.isArray(lab.models) ? lab.models.map((model: unknown) => ({ model })) : lab.lanes,
      view: view.page === undefined ? view : { ...view, step: view.page },
    }
  },
]

/** Brings a lab of any version to the current one; a lab without a version is taken as current. */
export function migrate(raw: Raw): { readonly lab: Raw; readonly notes: readonly string[] } {
  const version = typeof raw.version === 'number' ? raw.version : CURRENT_VERSION
  if (version > CURRENT_VERSION)
    return { lab: raw, notes: ['This lab was made with a newer Skewlab; what is not known here is ignored.'] }
  return { lab: migrations.slice(version).reduce((lab, step) => step(lab), raw), notes: [] }
}

function objectOf(value: unknown): Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Raw) : {}
}
