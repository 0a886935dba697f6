import type { Dataset } from '../../../datasets/dataset.ts'
import type { DataSummary } from '../../core/lab.ts'

/** Whether rows were shown in places; of rows yet to be drawn, whether their world has such places. */
export function hasPositions(data: DataSummary | null, dataset: Pick<Dataset, 'hasPositions'>): boolean {
  return data ? data.positions.length > 0 : (dataset.hasPositions ?? false)
}
