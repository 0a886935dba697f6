import type { Settings } from '../../core/kernel/knobs.ts'
import type { DataSummary } from '../../core/lab.ts'
import { resolvedSettings } from '../../core/models/automatic.ts'
import { modelOf } from '../../core/models/index.ts'
import { treatmentSettings } from '../../core/models/treatment-knobs.ts'
import type { Lane } from '../../scenarios/scenario.ts'

/** What a lane's settings come to on these rows; nothing where a treatment makes other rows of them, so that only training knows. */
export function automaticOf({ model, settings }: Lane, data: DataSummary | null): Settings {
  const { treatment } = treatmentSettings(settings)
  if (!data || treatment.reshapes) return {}
  const { rows, baseRate, columns } = data
  return resolvedSettings(modelOf(model), settings, {
    rows: rows.train,
    positives: Math.round(rows.train * baseRate.train),
    validationPositives: Math.round(rows.validation * baseRate.validation),
    columns: columns.length,
    meanWeight: 1,
    focal: Object.hasOwn(treatment.knobs, 'focusing') ? Number(settings.focusing) : 0,
  })
}
