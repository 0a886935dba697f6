import { endWithReaders } from './closed-pipe.ts'
import { exitCodeOf } from './command-line.ts'
import { isKernelThread, serveKernels } from './kernel-threads.ts'

if (isKernelThread) serveKernels()
else {
  endWithReaders()
  process.exitCode = await exitCodeOf(process.argv.slice(2))
}
