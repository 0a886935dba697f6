/** An error by the name `EngineLost`: the way on is another engine, not another try. */
export function engineLost(reason: string): Error {
  return Object.assign(new Error(reason), { name: 'EngineLost' })
}

/** Why a WebGPU device is gone, by the message it left. */
export function deviceLost(message: string): string {
  return `the WebGPU device was lost${message ? `: ${message}` : ''}`
}
