import type { Dataset, DrawTarget, Items, World } from '../../datasets/dataset.ts'
import { allocateLater } from '../../src/core/kernel/later-outcomes.ts'
import type { Knobs } from '../../src/core/kernel/knobs.ts'
import { sigmoid } from '../../src/core/kernel/math.ts'
import { Random } from '../../src/core/kernel/random.ts'
import { allocateDraw, type Layout, type RowRange, type Schema } from '../../src/core/kernel/table.ts'

const SLATE = 4
const VIDEOS = 50
const SECONDS_APART = 60
const column = (id: string, label: string) => ({ id, label, help: `${label} of a row of this test.` })

const knobs = {
  rows: {
    type: 'number',
    label: 'Rows',
    group: 'Size',
    help: 'Rows that a lab draws of it.',
    default: 4_000,
    min: 100,
    max: 100_000,
    step: 1,
    integer: true,
  },
} as const satisfies Knobs

const schema: Schema = {
  numeric: [column('taste', 'Taste')],
  categorical: [{ ...column('video', 'Video'), cardinality: VIDEOS }],
  ...{ rowsPerRequest: SLATE, grades: 4, outcome: { label: 'Watch time', unit: 's' } },
}
const layout: Layout = { request: true, user: true, grade: true, outcome: true, truth: true, expectedOutcome: true }

/**
 * What a world may hand over beside rows, in one small file: users who see four videos, how relevant each was, the seconds watched, a
 * table of the videos, and the follows that come after clicks. Only tests know it.
 */
export const tinyFeed = {
  ...{ id: 'tiny-feed', label: 'Tiny feed', help: 'Videos of a test, shown four at a time.' },
  ...{ version: 1, knobs, levers: [] },
  closest: () => ({ model: 'logistic', settings: {} }),
  async create({ rows }, seed) {
    const random = Random.of(seed)
    const videos = random.stream('videos')
    const quality = Float32Array.from({ length: VIDEOS }, (_, i) => videos.at(i).normal())
    return worldOf(Number(rows), random, quality)
  },
} satisfies Dataset<typeof knobs>

function worldOf(rows: number, random: Random, quality: Float32Array): World {
  return {
    ...{ schema, layout, rows, baseRate: null, showsAll: true },
    draw(range, into = { draw: allocateDraw(schema, layout, range.to - range.from), at: 0 }) {
      fill(range, into, random, quality)
      return into.draw
    },
    items: { video: videosOf(quality) },
    later: ({ from, to }, { draw: { table }, at }) => {
      const follows = random.stream('follows')
      const rows = Array.from({ length: to - from }, (_, i) => i)
      const followed = rows.filter((i) => table.label[at + i] === 1 && follows.at(from + i).uniform() < 0.3)
      const records = allocateLater(followed.length)
      records.row.set(followed)
      records.time.set(followed.map((i) => table.time[at + i] + 3600))
      records.value.fill(1)
      return { follows: records }
    },
    timeOf: (row) => SECONDS_APART * Math.floor(row / SLATE),
    rowAt: (time) => SLATE * Math.max(0, Math.ceil(time / SECONDS_APART)),
    sibling: (name) => worldOf(rows, random.stream(name), quality),
    bend() {
      throw new Error('invalid drift: this world does not drift; expected none')
    },
  }
}

function videosOf(quality: Float32Array): Items {
  return {
    schema: { numeric: [column('quality', 'Quality')], categorical: [], rowsPerRequest: null },
    rows: VIDEOS,
    fill: ({ numeric }) => numeric[0].set(quality),
  }
}

function fill({ from, to }: RowRange, { draw, at }: DrawTarget, random: Random, quality: Float32Array): void {
  const { table, truth } = draw
  for (let row = from, out = at; row < to; row++, out++) {
    const request = Math.floor(row / SLATE)
    const chance = random.stream('rows').at(row)
    const video = chance.below(VIDEOS)
    const taste = chance.normal()
    const p = sigmoid(quality[video] + taste - 1)
    const isClick = chance.uniform() < p
    table.time[out] = SECONDS_APART * request
    table.request![out] = request
    table.user![out] = random.stream('users').at(request).below(300)
    table.numeric[0][out] = taste
    table.categorical[0][out] = video + 1
    table.label[out] = isClick ? 1 : 0
    table.grade![out] = Math.floor(4 * p)
    table.outcome![out] = isClick ? 120 * chance.uniform() : NaN
    truth!.probability[out] = p
    truth!.expectedOutcome![out] = 60 * p
  }
}
