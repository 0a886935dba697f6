import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** The repository, with a slash at its end. */
export const root = fileURLToPath(new URL('..', import.meta.url))

/**
 * Runs a command in the repository and gives its exit code; 1 where it could not start or was killed.
 * `quiet` shows what it wrote only when it failed.
 */
export function run(command, args, { quiet = false, env = {} } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      shell: process.platform === 'win32' && command === 'npm',
    })
    const written = []
    child.stdout?.on('data', (bytes) => written.push(bytes))
    child.stderr?.on('data', (bytes) => written.push(bytes))
    child.on('error', (error) => {
      console.error(`cannot run ${command}: ${error.message}`)
      resolve(1)
    })
    child.on('close', (code) => {
      if (code !== 0) process.stderr.write(Buffer.concat(written))
      resolve(code ?? 1)
    })
  })
}

/** Runs a package's command with this Node, whatever the shell. */
export function tool(path, args, options) {
  return run(process.execPath, [`${root}node_modules/${path}`, ...args], options)
}
