export default {
  semi: false,
  singleQuote: true,
  printWidth: 120,
  trailingComma: 'es5',
  plugins: ['prettier-plugin-svelte'],
  overrides: [{ files: '*.svelte', options: { parser: 'svelte' } }],
}
