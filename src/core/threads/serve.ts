import type { Job, JobRequest, ThreadHost } from './job.ts'

/**
 * What a thread does with its messages: whichever of these jobs it is sent.
 * @throws one line where a request is of none of them
 */
export function serveThread(jobs: readonly Job[], host: ThreadHost): (request: JobRequest) => Promise<void> {
  const started = new Map<string, ReturnType<Job['start']>>()
  return async (request) => {
    const job = jobs.find(({ id }) => id === request.job)
    if (!job) throw new Error(`invalid job: ${request.job}; expected ${jobs.map(({ id }) => id).join(', ')}`)
    const at = started.get(job.id) ?? job.start(host)
    started.set(job.id, at)
    await at.hear(request)
  }
}
