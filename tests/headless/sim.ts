import { spawn, spawnSync } from 'node:child_process'

const command = ['.config/node-bundle.mjs', 'sim']

/** Runs the bundled command to its end; its output is no terminal. */
export function sim(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...command, ...args], { encoding: 'utf8' })
  return { status, stdout, stderr }
}

/** The same with a reader that leaves after the first bytes, as `| head -1` does. */
export function simIntoClosedPipe(...args: string[]): Promise<{ status: number | null; stderr: string }> {
  const child = spawn(process.execPath, [...command, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  child.stdout.once('data', () => child.stdout.destroy())
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (status) => resolve({ status, stderr }))
  })
}

/** The last line of `--json`. */
export function reportIn(stdout: string) {
  return JSON.parse(stdout.trimEnd().split('\n').at(-1)!)
}
