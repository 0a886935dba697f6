/** What the person typed cannot be: one line on stderr, exit code 2. */
export class BadInput extends Error {
  override readonly name = 'BadInput'
}

/** Turns the error of a strict parser into bad input. */
export function checked<T>(parse: () => T): T {
  try {
    return parse()
  } catch (error) {
    throw new BadInput((error as Error).message.split('\n')[0], { cause: error })
  }
}

/** The same for what is awaited: a world that its settings contradict is the person's to mend. */
export async function checkedCall<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (error) {
    if ((error as Error).name === 'EngineLost') throw error
    throw new BadInput((error as Error).message.split('\n')[0], { cause: error })
  }
}
