/** What the person typed cannot be: one line on stderr, exit code 2. */
export class BadInput extends Error {
  override readonly name = 'BadInput'
}

/** Turns the error of a strict parser into bad input, with what could not be done before it. */
export function checked<T>(parse: () => T, what?: string): T {
  try {
    return parse()
  } catch (error) {
    throw badInput(error as Error, what)
  }
}

/** The same for what is awaited: a world that its settings contradict is the person's to mend. */
export async function checkedCall<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (error) {
    throw badInput(error as Error)
  }
}

/** Errors that the language throws by itself are faults of ours, and stay what they are. */
function badInput(error: Error, what?: string): Error {
  if (error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError) return error
  if (error.name === 'EngineLost') return error
  const [line] = error.message.split('\n')
  return new BadInput(what === undefined ? line : `${what}: ${line}`, { cause: error })
}
