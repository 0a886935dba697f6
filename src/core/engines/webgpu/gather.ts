import type { Plan } from './plan.ts'

/** x₀ of the tile into `a`: the numeric inputs, then the embeddings, four of an embedding's numbers at a time if that goes. */
export function gather(plan: Plan): string {
  const { network, tiling, packs, reads } = plan
  const { numeric, embedding, fields } = network
  const embedded = fields.filter((field) => field.embedded).length
  const loop = (items: number): string => `for (var item = thread; item < ${items}u; item += ${tiling.threads}u)`
  const unit = embedding % 4 ? 1 : 4
  const units = embedding / unit
  const rows = Array.from({ length: tiling.pack }, (_, i) => i)
  const numbers = `  ${loop(packs * numeric)} {
    let column = item % ${numeric}u;
    let pack = item / ${numeric}u;
    a[column * ${packs}u + pack] = ${vectorOf(plan, (row) => `numeric[${row} * ${numeric}u + column]`)};
  }`
  const looked = (row: string): string => `embedding[u32(codes[${row} * ${fields.length}u + field]) * ${units}u + unit]`
  const embeddings = `  ${loop(packs * embedded * units)} {
    let unit = item % ${units}u;
    let field = item / ${units}u % ${embedded}u;
    let pack = item / ${units * embedded}u;
    let at = (${numeric}u + field * ${embedding}u + unit * ${unit}u) * ${packs}u + pack;
${rows.map((i) => `    let e${i} = ${looked(rowOf(plan, i))};`).join('\n')}
${Array.from({ length: unit }, (_, j) => {
  const parts = rows.map((i) => `e${i}${unit > 1 ? `[${j}]` : ''}`)
  return `    a[at + ${j * packs}u] = V(${parts.join(', ')});`
}).join('\n')}
  }`
  return [numeric ? numbers : '', reads.embedding ? embeddings : '', '  workgroupBarrier();'].filter(Boolean).join('\n')
}

/** One value for each row of the vector `pack`. */
export function vectorOf(plan: Plan, value: (row: string) => string): string {
  return `V(${Array.from({ length: plan.tiling.pack }, (_, i) => value(rowOf(plan, i))).join(', ')})`
}

/** Rows beyond the last one repeat it; their logits are not written. */
function rowOf({ tiling }: Plan, i: number): string {
  return `min(first + pack * ${tiling.pack}u + ${i}u, end - 1u)`
}
