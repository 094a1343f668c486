"""A rule for import-linter: what do these packages import besides each other and the standard library?"""

import sys

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class StandardLibraryOnly(Contract):
    """Modules under `source_modules` may import each other and Python's standard library, nothing else."""

    source_modules: list[str] = fields.ListField(subfield=fields.StringField())  # type: ignore[assignment]

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """List every import of a source module that leads elsewhere."""
        found = [
            detail
            for package in self.source_modules
            for module in [package, *graph.find_descendants(package)]
            for imported in graph.find_modules_directly_imported_by(module)
            if not self._is_allowed(imported)
            for detail in graph.get_import_details(importer=module, imported=imported)
        ]
        return ContractCheck(kept=not found, metadata={"found": found})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Print one line an import."""
        for detail in check.metadata["found"]:
            output.print_error(f"- {detail['importer']} -> {detail['imported']} (l.{detail['line_number']})")

    def _is_allowed(self, imported: str) -> bool:
        top = imported.partition(".")[0]
        return top in self.source_modules or top in sys.stdlib_module_names
