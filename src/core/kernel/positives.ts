/** Labels that are 1. */
export function positivesIn(labels: Uint8Array): number {
  let positives = 0
  for (const label of labels) positives += label
  return positives
}

/** The same of these rows, one of which may occur more than once. */
export function positivesAt(labels: Uint8Array, rows: Uint32Array): number {
  let positives = 0
  for (const row of rows) positives += labels[row]
  return positives
}

/** Share of positives among these rows; 0 without rows. */
export function shareOfPositives(labels: Uint8Array, rows: Uint32Array): number {
  return rows.length > 0 ? positivesAt(labels, rows) / rows.length : 0
}
