import { expose } from 'comlink'
import { createLab } from '../src/core/lab.ts'
import { commandQueue } from '../src/core/training/commands.ts'
import { faceOf } from './face.ts'
import { browserHost } from './host.ts'
import { letGo } from './let-go.ts'
import type { LabDoors, LabMessage } from './lab.api.ts'
import { telemetryPort, telemetrySender } from './telemetry.ts'

// One picture only needs the latest of a training's progress.
const telemetry = telemetrySender<LabMessage>(
  await telemetryPort(),
  (message, last) => message.type === 'progress' && last.type === 'progress',
  letGo
)
const commands = commandQueue()
const lab = createLab({
  ...browserHost(telemetry.busy),
  reading: (progress) => telemetry.send({ type: 'reading', ...progress }),
  reaching: (rows, share) => telemetry.send({ type: 'reaching', rows, share }),
  asking: (question, share) => telemetry.send({ type: 'asking', question, share }),
})
const doors: LabDoors = {
  ...lab,
  runs: {
    ...lab.runs,
    train(spec, options) {
      commands.clear()
      return lab.runs.train(spec, { ...options, commands })
    },
    command: async (command) => commands.push(command),
  },
}

expose(faceOf(doors, telemetry))
