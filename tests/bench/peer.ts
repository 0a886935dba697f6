import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import script from './peers.py?raw'

/** The usual tool at the same work, in a Python process of its own. */
export interface Peer {
  readonly name: string
  /** Units a second of one run. */
  rate(): Promise<number>
  stop(): void
}

/** The peer, or why there is none here. */
export async function startPeer(work: string): Promise<Peer | string> {
  const python = spawn(process.env.PYTHON ?? '/usr/bin/python3', ['-c', script], { stdio: ['pipe', 'pipe', 'ignore'] })
  const gone = new Promise<never>((_, reject) => {
    python.once('error', reject)
    python.once('exit', () => reject(new Error('Python ended')))
  })
  gone.catch(() => undefined)
  // A pipe closed by a Python that is missing is told by `gone` already.
  python.stdin.once('error', () => undefined)
  const lines = createInterface({ input: python.stdout })[Symbol.asyncIterator]()
  const ask = async (question: string): Promise<Answer> => {
    python.stdin.write(`${question}\n`)
    const line = await Promise.race([lines.next(), gone])
    const answer = JSON.parse(line.value as string) as Answer
    if (answer.problem) throw new Error(answer.problem)
    return answer
  }
  try {
    const { peer } = await ask(work)
    return { name: peer ?? work, rate: async () => (await ask('run')).rate ?? NaN, stop: () => python.kill() }
  } catch (error) {
    python.kill()
    return error instanceof Error ? error.message : String(error)
  }
}

interface Answer {
  readonly peer?: string
  readonly rate?: number
  readonly problem?: string
}
