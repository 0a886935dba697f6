/** Encoded rows, row-major; arrays may be longer than `rows` needs. */
export interface Batch {
  rows: number
  /** rows × network.numeric */
  readonly numeric: Float32Array
  /** rows × network.fields, global codes (field offset added) */
  readonly codes: Int32Array
  /** 0 or 1 */
  readonly labels: Float32Array
  /** Weight w of each row, by which its loss is multiplied before the mean over rows is taken; null is all ones. */
  readonly weights: Float32Array | null
  /** The rows will never change: an engine may keep a copy on its device for as long as this object lives. */
  readonly resident?: boolean
}
