import { serveKernels } from '../../../src/headless/kernel-threads.ts'

serveKernels()
