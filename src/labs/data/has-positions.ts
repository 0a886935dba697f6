import type { Dataset } from '../../../datasets/dataset.ts'
import type { DataSummary } from '../../core/lab.ts'

/** Whether rows were shown in places; of rows yet to be drawn, whether their world has such places. */
export function hasPositions(data: DataSummary | null, { id }: Pick<Dataset, 'id'>): boolean {
  return data ? data.positions.length > 0 : id === 'ad-ctr'
}
