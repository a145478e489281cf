"""Workbooks: entities, far cells, links to elsewhere, macros, broken parts and nonsense in attributes."""

from hostile import workbook_cells, workbook_sheets, workbook_xml
from hostile.files import Family

FAMILY = Family(
    "workbooks",
    12,
    {
        make.__name__.replace("_", " "): make
        for make in (
            workbook_xml.entities,
            workbook_xml.late_entities,
            workbook_sheets.far_cells,
            workbook_sheets.far_rows,
            workbook_cells.odd_references,
            workbook_sheets.links_to_elsewhere,
            workbook_sheets.sheets_elsewhere,
            workbook_cells.many_strings,
            workbook_cells.odd_strings,
            workbook_cells.odd_styles,
            workbook_cells.odd_days,
            workbook_cells.formulas,
            workbook_sheets.macros,
            workbook_xml.wrong_types,
            workbook_xml.missing_parts,
            workbook_xml.deep_nesting,
            workbook_xml.many_attributes,
            workbook_xml.other_encodings,
            workbook_cells.escaped_characters,
            workbook_sheets.odd_sheet_names,
            workbook_sheets.many_sheets,
            workbook_sheets.wide_sheet,
            workbook_sheets.many_empty_rows,
            workbook_xml.spreadsheet_xml,
        )
    },
)
