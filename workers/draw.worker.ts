import { expose, transfer } from 'comlink'
import { worldKeeper } from '../src/core/lab/worlds.ts'
import type { DrawApi } from './draw.api.ts'

const worldOf = worldKeeper()

expose({
  meet(recipe) {
    worldOf(recipe)
  },
  draw(recipe, range, into) {
    const world = worldOf(recipe)
    const draw = world.draw(range, into ?? undefined)
    return into ? null : transfer(draw, [draw.table.label.buffer as ArrayBuffer])
  },
} satisfies DrawApi)
