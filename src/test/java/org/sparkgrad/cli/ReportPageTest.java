package org.sparkgrad.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;
import org.sparkgrad.TableRows;

/** The report as a reader sees and uses it, in Chromium. */
@ExtendWith(LocalMaster.class)
class ReportPageTest {
  private static final int WIDE = 1280;

  @TempDir static Path shared;
  private static Path run;
  private static Browser browser;

  @BeforeAll
  static void makeReport() {
    assumeTrue(
        Browser.isInstalled(),
        "no chromium and chromedriver on the PATH: the report's page is not opened");
    Path data = TinyRun.data(shared.resolve("tiny"));
    run = shared.resolve("run");
    TinyRun.json(
            "grid",
            data,
            run,
            "--learning-rate=0.001,0.01,1e30",
            "--l2=0,0.1",
            "--bias=true,false",
            "--curve-interval=2",
            "--report")
        .done();
    browser = Browser.start(shared.resolve("profile"));
  }

  @AfterAll
  static void stopBrowser() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void open() {
    browser.open(run.resolve("report.html"), WIDE, "light");
  }

  private static List<Row> table(String name) {
    return TableRows.of(run.resolve(name), "cell");
  }

  @Test
  void asksForNothingAndReportsNoErrors() {
    browser.requests(); // What the browser's own first page has asked for.
    browser.errors();
    open();
    List<String> requests =
        browser.requests().stream()
            .filter(url -> !url.startsWith("data:"))
            .filter(url -> !url.equals(run.resolve("report.html").toUri().toString()))
            .toList();
    assertEquals(List.of(), requests);
    assertEquals(List.of(), browser.errors());
  }

  @Test
  void hasEveryPlotWithSomethingInIt() {
    List<String> plots =
        browser.texts(
            """
            return Array.from(document.querySelectorAll('figure.plot'), figure => {
              const shapes = figure.querySelectorAll('svg path, svg rect, svg line').length;
              const words = Array.from(figure.querySelectorAll('svg text')).filter(t => t.textContent).length;
              return shapes > 5 && words > 3 ? figure.id : figure.id + ' is empty';
            });
            """);
    List<String> expected =
        List.of(
            "heat-map-learning_rate-by-l2",
            "heat-map-learning_rate-by-bias",
            "heat-map-l2-by-bias",
            "line-learning_rate",
            "line-l2",
            "line-bias",
            "parallel-coordinates",
            "data-loss",
            "data-loss-smoothed",
            "validation-loss",
            "validation-accuracy",
            "train-accuracy",
            "penalty",
            "learning-rate",
            "confusion",
            "reliability");
    assertEquals(expected, plots);
    for (WebElement svg : browser.findAll("figure.plot > svg")) {
      if (svg.isDisplayed()) {
        assertTrue(svg.getRect().getWidth() > 300 && svg.getRect().getHeight() > 150);
      }
    }
    assertTrue(browser.findAll(".pictures img").size() > 10, "no images");
    assertEquals(1, browser.findAll("img.templates").size());
    assertEquals(
        List.of(),
        browser.texts(
            "return Array.from(document.images).filter(i => !i.naturalWidth || !i.alt).map(i => i.alt)"));
  }

  @Test
  void sortsByPointerAndByKey() {
    List<Double> accuracies =
        new ArrayList<>(
            table("results").stream()
                .map(row -> row.<Double>getAs("validation_accuracy"))
                .filter(value -> value != null)
                .toList());
    Collections.sort(accuracies);
    WebElement header = headerOf("validation accuracy");
    new Actions(browser.driver()).moveToElement(header).click().perform();
    assertEquals("ascending", sorted("validation accuracy"));
    assertEquals(accuracies, column("validation accuracy"));
    header.sendKeys(Keys.ENTER);
    assertEquals("descending", sorted("validation accuracy"));
    Collections.reverse(accuracies);
    assertEquals(accuracies, column("validation accuracy"));
    headerOf("cell").sendKeys(Keys.SPACE);
    assertEquals("ascending", sorted("cell"));
    assertEquals(
        "cell-2",
        browser.run("return document.querySelectorAll('#result-table tbody tr')[1].dataset.cell"));
  }

  private static WebElement headerOf(String title) {
    return browser.findAll("#result-table thead button").stream()
        .filter(button -> button.getText().contains(title))
        .findFirst()
        .orElseThrow();
  }

  private static String sorted(String title) {
    return headerOf(title).findElement(By.xpath("..")).getDomAttribute("aria-sort");
  }

  private static List<Double> column(String title) {
    return browser
        .texts(
            """
            const table = document.getElementById('result-table');
            const column = Array.from(table.tHead.rows[0].cells).findIndex(c => c.textContent.includes(arguments[0]));
            return Array.from(table.tBodies[0].rows, row => row.cells[column].dataset.value).filter(v => v);
            """,
            title)
        .stream()
        .map(Double::valueOf)
        .toList();
  }

  @Test
  void filtersAsOneTypes() {
    WebElement filter = browser.find("#filter");
    filter.sendKeys("diverged");
    long diverged =
        table("results").stream().filter(row -> row.getAs("status").equals("diverged")).count();
    assertTrue(diverged > 0, "no cell has diverged");
    List<WebElement> shown =
        browser.findAll("#result-table tbody tr").stream().filter(WebElement::isDisplayed).toList();
    assertEquals(diverged, shown.size());
    assertTrue(shown.get(0).getText().contains("left the range of finite numbers"));
    assertEquals(diverged + " of 13 cells", browser.find(".shown").getText());
    filter.sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE);
    assertEquals("13 of 13 cells", browser.find(".shown").getText());
  }

  @Test
  void marksTheBestCellInWords() {
    List<WebElement> best = browser.findAll("#result-table tr.best");
    assertEquals(1, best.size());
    assertTrue(best.get(0).getText().contains("best"));
  }

  @Test
  void showsAnyTwoSettings() {
    assertTrue(browser.find("#heat-map-learning_rate-by-l2").isDisplayed());
    browser.find("#columns").sendKeys("bias");
    assertTrue(browser.find("#heat-map-learning_rate-by-bias").isDisplayed());
    assertFalse(browser.find("#heat-map-learning_rate-by-l2").isDisplayed());
    browser.find("#rows").sendKeys("bias");
    assertTrue(browser.find(".heat-maps .none").isDisplayed());
    browser.find("#setting").sendKeys("l2");
    assertTrue(browser.find("#line-l2").isDisplayed());
  }

  @Test
  void showsTheCurvesOfChosenCells() {
    assertEquals(5, browser.findAll(".readout tbody tr").size());
    assertEquals(5, shownLines());
    browser.find(".cells input[value='0']").click();
    assertEquals(4, shownLines());
    browser.find(".cells .all").sendKeys(Keys.ENTER);
    assertEquals(13, browser.findAll(".readout tbody tr").size());
    assertTrue(shownLines() > 8);
    assertFalse(browser.find("#data-loss").isDisplayed());
    browser.find("input[value=raw]").sendKeys(Keys.SPACE);
    assertTrue(browser.find("#data-loss").isDisplayed());
    assertFalse(browser.find("#data-loss-smoothed").isDisplayed());
  }

  private static long shownLines() {
    return (Long)
        browser.run(
            """
            return new Set(Array.from(document.querySelectorAll('#data-loss-smoothed [data-series]'))
              .filter(line => line.style.display !== 'none').map(line => line.dataset.series)).size;
            """);
  }

  @Test
  void readsValuesByKeyAndUnderThePointer() {
    String end = browser.find("output").getText();
    browser.find("input.at").sendKeys(Keys.HOME);
    assertEquals("0", browser.find("output").getText());
    assertEquals("0", browser.find(".readout tbody td").getText());
    browser.find("input.at").sendKeys(Keys.END);
    assertEquals(end, browser.find("output").getText());
    new Actions(browser.driver())
        .moveToElement(browser.find("#data-loss-smoothed > svg"))
        .perform();
    assertNotEquals(end, browser.find("output").getText());
  }

  @Test
  void hasTheNumbersOfTheResults() {
    Map<String, String> measures = new HashMap<>();
    measures.put("validation accuracy", "validation_accuracy");
    measures.put("test accuracy", "test_accuracy");
    measures.put("train accuracy", "train_accuracy");
    measures.put("train loss", "train_loss");
    measures.put("validation loss", "validation_loss");
    measures.put("learning rate", "learning_rate");
    measures.put("seconds", "seconds");
    measures.put("iterations", "iterations_run");
    for (Row row : table("results")) {
      String cell = row.getAs("cell");
      assertTrue(entry(cell, "status").get(0).startsWith(row.getAs("status")));
      measures.forEach(
          (title, column) -> {
            List<String> entry = entry(cell, title);
            Object value = row.getAs(column);
            assertEquals(value == null ? "" : value.toString(), entry.get(1), cell + " " + title);
            if (column.endsWith("accuracy") && value != null) {
              String shown = String.format(Locale.ROOT, "%.4f", (Double) value);
              assertTrue(entry.get(0).startsWith(shown), cell + " " + entry);
            }
          });
    }
  }

  /** The text of an entry of the result table, and its exact value. */
  private static List<String> entry(String cell, String title) {
    return browser.texts(
        """
        const table = document.getElementById('result-table');
        const column = Array.from(table.tHead.rows[0].cells).findIndex(c => c.textContent.startsWith(arguments[1]));
        const entry = table.querySelector(`tr[data-cell="${arguments[0]}"]`).cells[column];
        return [entry.textContent.trim(), entry.dataset.value || ''];
        """,
        cell,
        title);
  }

  @Test
  void hasTheNumbersOfTheConfusionMatrix() {
    List<String> expected =
        table("confusion").stream()
            .filter(row -> row.getAs("cell").equals("final") && row.getAs("part").equals("test"))
            .sorted(
                Comparator.comparingInt((Row row) -> row.<Integer>getAs("label"))
                    .thenComparingInt(row -> row.<Integer>getAs("prediction")))
            .map(row -> row.<Long>getAs("rows").toString())
            .toList();
    assertEquals(100, expected.size());
    assertEquals(
        expected,
        browser.texts(
            """
            const table = Array.from(document.querySelectorAll('table'))
              .find(each => each.caption.textContent === 'Rows by label and prediction');
            return Array.from(table.querySelectorAll('td'), td => td.dataset.value);
            """));
  }

  /** By the definitions, from the table itself. */
  @Test
  void hasTheMeasuresOfThePredictions() {
    List<Row> rows = table("predictions");
    double right = 0;
    double inTwo = 0;
    double[] gaps = new double[10];
    for (Row row : rows) {
      List<Double> probabilities = row.getList(row.fieldIndex("probabilities"));
      double own = probabilities.get(row.<Integer>getAs("label"));
      inTwo += probabilities.stream().filter(each -> each > own).count() < 2 ? 1 : 0;
      boolean hit = row.getAs("label").equals(row.getAs("prediction"));
      right += hit ? 1 : 0;
      double probability = row.getAs("probability");
      gaps[(int) Math.ceil(probability * 10) - 1] += (hit ? 1 : 0) - probability;
    }
    double error = 0;
    for (double gap : gaps) {
      error += Math.abs(gap) / rows.size();
    }
    assertEquals(right / rows.size(), fact("accuracy"), 1e-15);
    assertEquals(inTwo / rows.size(), fact("top-2 accuracy"), 1e-15);
    String shown = browser.find(".reliability strong").getDomAttribute("data-value");
    assertEquals(error, Double.parseDouble(shown), 1e-12);
  }

  private static double fact(String name) {
    return Double.parseDouble(
        (String)
            browser.run(
                """
                const row = Array.from(document.querySelectorAll('#model tr'))
                  .find(each => each.cells[0].textContent.trim() === arguments[0]);
                return row.cells[1].dataset.value;
                """,
                name));
  }

  /**
   * Each in a browser of its own, and in a second one if that crashes: the rules take much memory.
   * Colours depend on the scheme and places on the width, so that two of the four cases show all.
   */
  @ParameterizedTest
  @CsvSource({"360,dark", "1280,light"})
  void keepsTheRulesOfAccessibility(
      int width, String scheme, @TempDir Path first, @TempDir Path second) {
    try {
      assertKeepsTheRules(width, scheme, first);
    } catch (WebDriverException e) {
      assertKeepsTheRules(width, scheme, second);
    }
  }

  private static void assertKeepsTheRules(int width, String scheme, Path profile) {
    try (Browser fresh = Browser.start(profile)) {
      fresh.open(run.resolve("report.html"), width, scheme);
      fresh.run("document.querySelectorAll('details').forEach(each => { each.open = true; })");
      assertEquals(List.of(), fresh.violations());
      long overflow =
          (Long)
              fresh.run(
                  "return document.documentElement.scrollWidth - document.documentElement.clientWidth");
      assertEquals(0, overflow, "the page is wider than its window");
    }
  }
}
