import { copyJob } from './engines/fused/copy-job.ts'
import { networkJob } from './engines/fused/network-job.ts'
import type { Job } from './threads/job.ts'
import { growJob } from './trees/grow-job.ts'

/** What a kernel thread can be sent. */
export const jobs = [networkJob, copyJob, growJob] as const satisfies readonly Job[]
