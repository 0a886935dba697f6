/** Ends this process in silence, as if it were done, once nobody reads what it writes: `sim run … --json | head`. */
export function endWithReaders(streams: readonly NodeJS.WriteStream[] = [process.stdout, process.stderr]): void {
  for (const stream of streams)
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error
      process.exit(0)
    })
}
