import { expose, transfer } from 'comlink'
import { worldKeeper } from '../src/core/lab/worlds.ts'
import type { DrawApi } from './draw.api.ts'

const worldOf = worldKeeper()

expose({
  async meet(recipe) {
    await worldOf(recipe)
  },
  async draw(recipe, range, into) {
    const world = await worldOf(recipe)
    const draw = world.draw(range, into ?? undefined)
    return into ? null : transfer(draw, [draw.table.label.buffer as ArrayBuffer])
  },
} satisfies DrawApi)
