/** Why a WebGPU device is gone, by the message it left. */
export function deviceLost(message: string): string {
  return `the WebGPU device was lost${message ? `: ${message}` : ''}`
}
