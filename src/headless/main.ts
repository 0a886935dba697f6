import { endWithReaders } from './closed-pipe.ts'
import { exitCodeOf } from './command-line.ts'
import { isKernelThread, serveKernels } from './kernel-threads.ts'

if (isKernelThread) serveKernels()
else {
  endWithReaders()
  // Awaited at the top, it would make this an async module: Node aborts where a thread is ended while it evaluates one.
  void exitCodeOf(process.argv.slice(2)).then((code) => (process.exitCode = code))
}
