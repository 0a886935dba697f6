/** The user's input is invalid: one line on stderr, exit code 2. */
export class BadInput extends Error {
  override readonly name = 'BadInput'
}

/** Turns the error of a strict parser into bad input, preceded by the step that failed. */
export function checked<T>(parse: () => T, what?: string): T {
  try {
    return parse()
  } catch (error) {
    throw badInput(error as Error, what)
  }
}

/** The same for asynchronous calls: contradicting settings of a world are bad input too. */
export async function checkedCall<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (error) {
    throw badInput(error as Error)
  }
}

/** Errors that the language itself throws are faults of this program, and are returned unchanged. */
function badInput(error: Error, what?: string): Error {
  if (error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError) return error
  if (error.name === 'EngineLost') return error
  const [line] = error.message.split('\n')
  return new BadInput(what === undefined ? line : `${what}: ${line}`, { cause: error })
}
