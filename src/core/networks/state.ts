/** Parameters in the order of `parametersOf`, Adam's moments of the same length, and steps taken. */
export interface NetworkState {
  readonly weights: Float32Array
  readonly firstMoment: Float32Array
  readonly secondMoment: Float32Array
  readonly step: number
}
