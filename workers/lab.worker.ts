import { expose, transfer } from 'comlink'
import { createLab } from '../src/core/lab.ts'
import { commandQueue } from '../src/core/training/commands.ts'
import type { LabApi } from './lab.api.ts'
import { browserHost } from './host.ts'
import { telemetrySender } from './telemetry.ts'

/** The page's first message hands over the port; calls only follow it. */
const telemetry = await new Promise<ReturnType<typeof telemetrySender>>((resolve) => {
  self.addEventListener('message', function first(event: MessageEvent) {
    if (!event.data?.telemetry) return
    self.removeEventListener('message', first)
    resolve(telemetrySender(event.data.telemetry))
  })
})

const commands = commandQueue()
const lab = createLab({
  ...browserHost((reason, limitMs) => telemetry.busy(reason, limitMs)),
  reading: (progress) => telemetry.send({ type: 'reading', ...progress }),
  reaching: (rows, share) => telemetry.send({ type: 'reaching', rows, share }),
  redrawing: (share) => telemetry.send({ type: 'redrawing', share }),
})

expose({
  prepare: (recipe, options) => telemetry.during(() => lab.prepare(recipe, options)),
  columnCeiling: (recipe, options) => telemetry.during(() => lab.columnCeiling(recipe, options)),
  audit: (recipe) => telemetry.during(() => lab.audit(recipe)),
  share: (recipe) => telemetry.during(() => lab.share(recipe)),
  warm: (spec, shared) => telemetry.during(() => lab.warm(spec, shared)),
  train: (spec, options) =>
    telemetry.during(async () => {
      commands.clear()
      const training = lab.train(spec, { ...options, commands })
      for (;;) {
        const next = await training.next()
        if (next.done) return next.value
        telemetry.send(next.value)
      }
    }),
  command: (command) => commands.push(command),
  restore: (spec, checkpoint, correction) => telemetry.during(() => lab.restore(spec, checkpoint, correction)),
  release: (runId) => lab.release(runId),
  served: () => lab.served(),
  watch: (runId, window) => telemetry.during(() => lab.watch(runId, window)),
  rewind: (runId, rounds, ending, options) => telemetry.during(() => lab.rewind(runId, rounds, ending, options)),
  decide: (runId, spec) => telemetry.during(() => lab.decide(runId, spec)),
  intervals: (runId, spec) => telemetry.during(() => lab.intervals(runId, spec)),
  stopIntervals: () => lab.stopIntervals(),
  slices: (runId, spec) => telemetry.during(() => lab.slices(runId, spec)),
  examples: (runId, spec) => telemetry.during(() => lab.examples(runId, spec)),
  why: (runId, row) => telemetry.during(() => lab.why(runId, row)),
  inspect: (file, asked) => telemetry.during(() => lab.inspect(file, asked)),
  end: (recipe) => telemetry.during(() => lab.end(recipe)),
  recent: (recipe, span) => telemetry.during(() => lab.recent(recipe, span)),
  measure: (engine) => telemetry.during(() => lab.measure(engine)),
  exportPart: (recipe, part, format) =>
    telemetry.during(async () => {
      const bytes = await lab.exportPart(recipe, part, format)
      return transfer(bytes, [bytes.buffer])
    }),
  exportRange: (recipe, range, format) => telemetry.during(() => lab.exportRange(recipe, range, format)),
} satisfies LabApi)
