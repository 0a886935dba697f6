import type { ImportedSummary } from '../lab.ts'

/** What `report.json` says of how a file of the person's own was read; nothing of a world's rows. */
export function importedReport(imported: ImportedSummary | null | undefined) {
  if (!imported) return {}
  const { label, malformed, rowsRead, notes, choices, assumptions } = imported
  return {
    label: label.column,
    positive: label.positive,
    positiveShare: imported.baseRate,
    rowsRead,
    dropped: malformed.dropped,
    notes,
    choices,
    assumptions,
  }
}
