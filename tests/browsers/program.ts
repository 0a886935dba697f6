import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'

/** A program at work, with the lines it has written. */
export interface Program {
  readonly lines: readonly string[]
  /** Waits for what `look` gives, unless it is null. @throws where the program ends before */
  until<Found>(look: (lines: readonly string[]) => Found | null | Promise<Found | null>): Promise<Found>
  /** Ends it and every program it started. */
  end(): Promise<void>
}

const LOOK_MS = 50

/** Starts a program in a process group of its own. Its third stream, beside output and errors, is read too. */
export function startProgram(
  path: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {}
): Program {
  const hasGroup = process.platform !== 'win32'
  const child = spawn(path, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    detached: hasGroup,
  })
  const lines: string[] = []
  for (const stream of child.stdio.slice(1))
    createInterface({ input: stream as NodeJS.ReadableStream }).on('line', (line) => lines.push(line))
  let ending: string | null = null
  const gone = new Promise<void>((resolve) => {
    const leave = (reason: string): void => {
      ending ??= reason
      resolve()
    }
    child.on('error', ({ message }) => leave(message))
    child.on('exit', (code, signal) => leave(`it ended with ${code ?? signal}`))
  })
  const kill = (): void => {
    if (ending !== null || child.pid === undefined) return
    if (hasGroup) process.kill(-child.pid, 'SIGKILL')
    else child.kill('SIGKILL')
  }
  process.once('exit', kill)
  return {
    lines,
    async until(look) {
      for (;;) {
        const found = await look(lines)
        if (found !== null) return found
        if (ending !== null) throw new Error([`${path}: ${ending}`, ...lines.slice(-20)].join('\n'))
        await wait(LOOK_MS)
      }
    },
    async end() {
      process.off('exit', kill)
      kill()
      await gone
    },
  }
}

/** What the first of the lines that match has in its first group. */
export function match(pattern: RegExp): (lines: readonly string[]) => string | null {
  return (lines) => lines.map((line) => pattern.exec(line)?.[1]).find((found) => found !== undefined) ?? null
}
