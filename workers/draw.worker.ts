import { expose } from 'comlink'
import { handedOver } from '../src/core/lab/handed-over.ts'
import { worldKeeper } from '../src/core/lab/worlds.ts'
import type { DrawDoors } from './draw.api.ts'
import { faceOf } from './face.ts'
import { telemetryPort, telemetrySender } from './telemetry.ts'

const telemetry = telemetrySender<never>(await telemetryPort())
const worldOf = worldKeeper()

const draw: DrawDoors['rows']['draw'] = async (recipe, range, into) => {
  const world = await worldOf(recipe)
  const drawn = world.draw(range, into ?? undefined)
  return into ? null : drawn
}
const doors: DrawDoors = {
  rows: {
    async prepareWorld(recipe) {
      telemetry.busy('preparing the world', 20_000)
      await worldOf(recipe)
    },
    draw: handedOver(draw, (drawn) => (drawn ? [drawn.table.label.buffer as ArrayBuffer] : [])),
  },
}

expose(faceOf(doors, telemetry))
