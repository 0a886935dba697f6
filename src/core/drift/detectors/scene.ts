import type { RowRange, Table } from '../../kernel/table.ts'
import type { Detector, Sight } from './detector.ts'
import type { DetectorValues } from './detector-value.ts'
import { type Column, columnsOf, type Watched } from './watch.ts'

/** Rows of traffic with the scores that a version gave them: all that detectors may look at. */
export interface Scene {
  readonly table: Table
  readonly scores: Float32Array
  readonly ranges: readonly RowRange[]
}

/** Lets one detector learn everything it watches; the returned function gives its values for the rows of a window. */
export function watchScene(detector: Detector, reference: Scene): (window: Scene) => DetectorValues {
  const watches = (sight: Sight): boolean => detector.watches.includes(sight)
  const scores = watches('scores') ? detector.learn(scoresOf(reference)) : null
  const labels = watches('labels') ? detector.learn(labelsOf(reference)) : null
  const columns = watches('column') ? columnsOf(reference.table) : []
  const learnt = new Map(columns.map(({ id, column }) => [id, detector.learn(watched(reference, column))]))
  return (window) => ({
    detector: detector.id,
    scores: scores?.(scoresOf(window)) ?? null,
    labels: labels?.(labelsOf(window)) ?? null,
    columns: columnsOf(window.table).flatMap(({ id, column }) => {
      const reading = learnt.get(id)?.(watched(window, column))
      return reading ? [{ id, ...reading }] : []
    }),
  })
}

function watched({ table, ranges }: Scene, column: Column): Watched {
  return { column, ranges, requests: table.request, labels: null }
}

function scoresOf(scene: Scene): Watched {
  return watched(scene, { kind: 'numeric', values: scene.scores })
}

function labelsOf(scene: Scene): Watched {
  return { ...scoresOf(scene), labels: scene.table.label }
}
