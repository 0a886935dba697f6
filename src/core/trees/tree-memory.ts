import { controlOf } from '../threads/control.ts'
import type { KernelHost } from '../threads/kernel-host.ts'
import { reserve } from '../threads/memory.ts'
import { Team, type Workplace } from '../threads/team.ts'
import type { FeatureBins } from './features.ts'
import { taskRunner } from './job.ts'
import { instantiate } from './kernels.ts'
import { layoutOf, MOST_TASKS, TASK_WORDS, type Layout } from './layout.ts'
import type { GrowRequest } from './grow-job.ts'

/** One task in numbers: what they are, job.ts says. */
export type Task = readonly number[]

export type TreeMemory = ReturnType<typeof openTreeMemory>

/** Our kernels, compiled for as many threads as the host has. @throws where they cannot be had */
export async function loadTreeKernels(host: KernelHost): Promise<WebAssembly.Module> {
  return WebAssembly.compile(await host.kernels(host.threads?.share ? 'trees-shared' : 'trees'))
}

/** The memory that trees are grown in, and the threads that work there. @throws one line with the megabytes needed */
export function openTreeMemory(
  module: WebAssembly.Module,
  threads: KernelHost['threads'],
  size: { rows: number; columns: readonly FeatureBins[]; leaves: number }
) {
  const team = new Team(threads)
  const layout: Layout = layoutOf(size.rows, size.columns, size.leaves, team.size)
  const memory = reserve(layout.bytes, threads?.share ?? false, {
    what: 'growing trees on this table',
    instead: 'choose fewer rows',
  })
  const kernels = instantiate(module, memory)
  const { words, numbers } = controlOf(memory)
  const all = new Int32Array(memory.buffer)
  const place: Workplace = {
    words,
    tasksOf: () => 0,
    run: taskRunner(kernels, layout, memory, 0),
    request: (thread, seen) => ({ job: 'grow', module, memory, layout, thread, seen }) satisfies GrowRequest,
    settle: () => undefined,
  }
  return {
    layout,
    kernels,
    numbers,
    words: all,
    bytes: new Uint8Array(memory.buffer),
    floats: new Float32Array(memory.buffer),
    doubles: new Float64Array(memory.buffer),
    get threads() {
      return team.working
    },
    use: (count: number) => team.use(count),

    /** Has all tasks done; `after` sees the words of each. */
    run(op: number, tasks: readonly Task[], after?: (words: Int32Array, task: number) => void): void {
      for (let first = 0; first < tasks.length; first += MOST_TASKS) {
        const count = Math.min(MOST_TASKS, tasks.length - first)
        const base = layout.at.tasks / 4
        for (let i = 0; i < count; i++) {
          const task = tasks[first + i]
          for (let k = 0; k < task.length; k++) all[base + i * TASK_WORDS + k] = task[k]
        }
        team.run(place, op, 0, count)
        if (!after) continue
        for (let i = 0; i < count; i++)
          after(all.subarray(base + i * TASK_WORDS, base + (i + 1) * TASK_WORDS), first + i)
      }
    },

    dispose() {
      team.leave(place)
      team.dispose()
    },
  }
}
