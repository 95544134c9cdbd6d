const PLACE = /<!-- modules: npm run graph -->[\s\S]*?<!-- \/modules -->/;

/** The page with its diagram of the modules replaced. Throws if the page has no marks for one. */
export function withDiagram(page: string, diagram: string): string {
  if (!PLACE.test(page)) throw new Error('docs/architecture.md has no marks for the diagram of modules');
  return page.replace(
    PLACE,
    () => `<!-- modules: npm run graph -->\n\`\`\`mermaid\n${diagram}\n\`\`\`\n<!-- /modules -->`,
  );
}
