import { inputWidth, parametersOf, type Network } from '../../../src/core/networks/network.ts'
import { createGraph, type Graph } from './graph.ts'

/**
 * A network as an ONNX model: `codes` (int32, [rows, fields], global) and `numeric` ([rows, numeric]) to logits
 * ([rows, 1]), its one output. Embedded fields come before all others.
 */
export function onnxModel(network: Network, weights: Float32Array): Uint8Array<ArrayBuffer> {
  const graph = createGraph()
  const parameters = new Map(parametersOf(network).map((parameter) => [parameter.name, parameter]))

  /** A parameter under its own name, in its own shape or in this one. */
  function constant(name: string, shape?: readonly number[]): string {
    const parameter = parameters.get(name)
    if (!parameter) throw new Error(`no parameter ${name} in this network`)
    const { offset, size } = parameter
    return graph.floats(name, weights.slice(offset, offset + size), shape ?? parameter.shape)
  }

  const numeric = network.numeric ? graph.input('numeric', 'float32', network.numeric) : null
  const codes = network.fields.length ? graph.input('codes', 'int32', network.fields.length) : null
  const terms: [input: string, column: string][] = []
  let logits = constant('bias')

  if (network.wide && numeric) terms.push([numeric, constant('wide/numeric', [network.numeric, 1])])
  if (network.wide && codes) {
    const looked = graph.add('Gather', [constant('wide/values'), codes])
    logits = graph.add('Add', [logits, graph.add('ReduceSum', [looked, graph.integers('columns', [1])])])
  }
  if (network.cross || network.deep) {
    const x0 = inputOf(graph, network, numeric, codes, constant)
    let x = x0
    for (let layer = 0; layer < (network.cross?.layers ?? 0); layer++) {
      const name = `cross/${layer}`
      const mixed = network.cross?.rank
        ? [graph.add('MatMul', [x, constant(`${name}/v`)]), constant(`${name}/u`)]
        : [x, constant(`${name}/w`)]
      const z = graph.add('Gemm', [...mixed, constant(`${name}/b`)])
      x = graph.add('Add', [graph.add('Mul', [x0, z]), x])
    }
    if (parameters.has('head/cross')) terms.push([x, constant('head/cross', [inputWidth(network), 1])])
    if (network.deep) {
      let hidden = network.arrangement === 'stacked' ? x : x0
      for (const layer of network.deep.hidden.keys()) {
        const name = `deep/${layer}`
        hidden = graph.add('Relu', [graph.add('Gemm', [hidden, constant(`${name}/w`), constant(`${name}/b`)])])
      }
      terms.push([hidden, constant('head/deep', [parameters.get('head/deep')?.size ?? 0, 1])])
    }
  }
  for (const term of terms) logits = graph.add('Gemm', [...term, logits])
  return graph.model(logits)
}

/** x₀: the numeric inputs beside the embeddings of a row. */
function inputOf(
  graph: Graph,
  network: Network,
  numeric: string | null,
  codes: string | null,
  constant: (name: string) => string
): string {
  const embedded = network.fields.filter((field) => field.embedded).length
  const parts = numeric ? [numeric] : []
  if (codes && embedded) {
    const own =
      embedded === network.fields.length
        ? codes
        : graph.add('Slice', [
            codes,
            graph.integers('from', [0]),
            graph.integers('to', [embedded]),
            graph.integers('axis', [1]),
          ])
    const looked = graph.add('Gather', [constant('embedding'), own])
    parts.push(graph.add('Reshape', [looked, graph.integers('flat', [0, embedded * network.embedding])]))
  }
  return parts.length === 1 ? parts[0] : graph.add('Concat', parts, { axis: 1 })
}
