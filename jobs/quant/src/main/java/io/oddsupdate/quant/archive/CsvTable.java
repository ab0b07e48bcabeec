package io.oddsupdate.quant.archive;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A file with a header line and cells between commas, none of them quoted. */
public final class CsvTable {
  private final DataFile file;
  private final Map<String, Integer> columns;
  private final List<Row> rows;

  private CsvTable(DataFile file, Map<String, Integer> columns) {
    this.file = file;
    this.columns = columns;
    this.rows = new ArrayList<>();
  }

  static CsvTable of(DataFile file, String text) {
    List<String> lines = text.lines().toList();
    if (lines.isEmpty()) {
      throw UnreadableDataException.malformed(file, "is empty");
    }
    String[] names = lines.get(0).replace("\uFEFF", "").split(",", -1);
    Map<String, Integer> columns = new LinkedHashMap<>();
    for (int i = 0; i < names.length; i++) {
      columns.putIfAbsent(names[i].strip(), i);
    }
    CsvTable table = new CsvTable(file, columns);
    for (int line = 1; line < lines.size(); line++) {
      String[] cells = lines.get(line).split(",", -1);
      // Spreadsheets leave rows of nothing but commas behind.
      if (!lines.get(line).replace(",", "").isBlank()) {
        table.rows.add(table.new Row(line + 1, cells));
      }
    }
    return table;
  }

  public List<Row> rows() {
    return rows;
  }

  public boolean has(String column) {
    return columns.containsKey(column);
  }

  /** One line of it. */
  public final class Row {
    private final int line;
    private final String[] cells;

    private Row(int line, String[] cells) {
      this.line = line;
      this.cells = cells;
    }

    /** Empty where the row ends before it. */
    public String text(String column) {
      Integer index = columns.get(column);
      if (index == null) {
        throw UnreadableDataException.malformed(
            file, "has no column %s, only %s".formatted(column, columns.keySet()));
      }
      return text(index);
    }

    /**
     * @param column counted from 0: some archives give two columns one name
     */
    public String text(int column) {
      return column < cells.length ? cells[column].strip() : "";
    }

    public boolean isEmpty(String column) {
      return !has(column) || text(column).isEmpty();
    }

    public int whole(String column) {
      return whole(text(column), column);
    }

    public int whole(int column) {
      return whole(text(column), "number " + (column + 1));
    }

    private int whole(String cell, String column) {
      try {
        return Integer.parseInt(cell);
      } catch (NumberFormatException e) {
        throw malformed(column, "must be a whole number, got '" + cell + "'");
      }
    }

    public double number(String column) {
      String cell = text(column);
      try {
        double number = Double.parseDouble(cell);
        if (Double.isFinite(number)) {
          return number;
        }
      } catch (NumberFormatException e) {
        // told below
      }
      throw malformed(column, "must be a number, got '" + cell + "'");
    }

    /** The row cannot be right. */
    public UnreadableDataException malformed(String column, String what) {
      return UnreadableDataException.malformed(
          file, "line %d, column %s %s".formatted(line, column, what));
    }
  }
}
