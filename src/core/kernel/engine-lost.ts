/** An error by the name `EngineLost`: the way on is another engine, not another try. */
export function engineLost(reason: string): Error {
  return Object.assign(new Error(reason), { name: 'EngineLost' })
}
