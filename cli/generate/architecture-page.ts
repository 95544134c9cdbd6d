const PLACE = /<!-- modules: npm run graph -->[\s\S]*?<!-- \/modules -->/;

/** The page with another diagram of the modules. Throws if the page has no place for one. */
export function withDiagram(page: string, diagram: string): string {
  if (!PLACE.test(page)) throw new Error('docs/architecture.md has no place for the diagram of modules');
  return page.replace(
    PLACE,
    () => `<!-- modules: npm run graph -->\n\`\`\`mermaid\n${diagram}\n\`\`\`\n<!-- /modules -->`,
  );
}
