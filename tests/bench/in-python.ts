import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Start } from './bench.ts'
import script from './peers.py?raw'

/** The usual Python tool at a work of peers.py, in a process of its own. */
export function inPython(work: string, options: object = {}): Start {
  return async () => {
    const python = spawn(process.env.PYTHON ?? '/usr/bin/python3', ['-c', script], {
      stdio: ['pipe', 'pipe', 'ignore'],
    })
    const gone = new Promise<never>((_, reject) => {
      python.once('error', reject)
      python.once('exit', () => reject(new Error('Python ended')))
    })
    gone.catch(() => undefined)
    // A pipe closed by a Python that is missing is told by `gone` already.
    python.stdin.once('error', () => undefined)
    const lines = createInterface({ input: python.stdout })[Symbol.asyncIterator]()
    const ask = async (question: object): Promise<Answer> => {
      python.stdin.write(`${JSON.stringify(question)}\n`)
      const line = await Promise.race([lines.next(), gone])
      const answer = JSON.parse(line.value as string) as Answer
      if (answer.problem) throw new Error(answer.problem)
      return answer
    }
    const stop = (): void => void python.kill()
    try {
      const { peer } = await ask({ work, options })
      return { name: peer ?? work, rate: async () => (await ask({})).rate ?? NaN, stop }
    } catch (error) {
      stop()
      throw error
    }
  }
}

interface Answer {
  readonly peer?: string
  readonly rate?: number
  readonly problem?: string
}
