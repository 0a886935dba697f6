import type { World } from '../../../datasets/dataset.ts'
import { joinLater, type LaterOutcomes } from '../kernel/later-outcomes.ts'
import { allocateItems, type Draw, type ItemTable, type RowRange } from '../kernel/table.ts'
import type { LabHost } from './contract.ts'
import { chunksOf } from './drawing.ts'

/** A draw of these rows with what its world has beside them: item tables and later outcomes. The same draw where it has neither. */
export async function withBeside(
  world: Pick<World, 'items' | 'later'>,
  range: RowRange,
  draw: Draw,
  host: Pick<LabHost, 'busy' | 'yieldToMessages' | 'shares'>
): Promise<Draw> {
  const items = world.items && mapValues(world.items, (each) => itemsOf(each, host.shares))
  const later = world.later && (await laterIn(world.later.bind(world), range, draw, host))
  return items || later ? { ...draw, ...(items && { items }), ...(later && { later }) } : draw
}

function itemsOf({ schema, rows, fill }: NonNullable<World['items']>[string], shared: boolean): ItemTable {
  const items = allocateItems(schema, rows, shared)
  fill(items)
  return items
}

async function laterIn(
  drawLater: NonNullable<World['later']>,
  range: RowRange,
  draw: Draw,
  host: Pick<LabHost, 'busy' | 'yieldToMessages' | 'shares'>
): Promise<Readonly<Record<string, LaterOutcomes>>> {
  const parts: Readonly<Record<string, LaterOutcomes>>[] = []
  const firstRows: number[] = []
  for (const chunk of chunksOf(range)) {
    host.busy('drawing later outcomes', 20_000)
    const at = chunk.from - range.from
    parts.push(drawLater(chunk, { draw, at }))
    firstRows.push(at)
    await host.yieldToMessages()
  }
  const [first = drawLater({ from: range.from, to: range.from }, { draw, at: 0 })] = parts
  return mapValues(first, (_, name) =>
    joinLater(
      parts.map((part) => part[name]),
      firstRows,
      host.shares
    )
  )
}

function mapValues<T, U>(of: Readonly<Record<string, T>>, made: (each: T, name: string) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(of).map(([name, each]) => [name, made(each, name)]))
}
