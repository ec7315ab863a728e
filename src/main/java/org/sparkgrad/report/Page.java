package org.sparkgrad.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import freemarker.ext.beans.ZeroArgumentNonVoidMethodPolicy;
import freemarker.template.Configuration;
import freemarker.template.DefaultObjectWrapperBuilder;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.sparkgrad.artifact.Version;

/** The page as HTML: everything in one file, whose policy allows no request and no other script. */
final class Page {
  private static final String SCRIPT = resource("page.js");
  private static final String STYLE = resource("page.css");

  /** A template reads an accessor without its brackets. */
  private static final ZeroArgumentNonVoidMethodPolicy ACCESSORS =
      ZeroArgumentNonVoidMethodPolicy.BOTH_METHOD_AND_PROPERTY_UNLESS_BEAN_PROPERTY_READ_METHOD;

  private final Map<String, Object> model = new HashMap<>();

  Page(String title, List<RunView> runs, Optional<ComparisonSection> comparison) {
    model.put("title", title);
    model.put("runs", runs);
    comparison.ifPresent(section -> model.put("comparison", section));
    model.put("version", Version.text());
    model.put("style", STYLE);
    model.put("script", SCRIPT);
    model.put(
        "scriptHash",
        "sha256-"
            + Base64.getEncoder()
                .encodeToString(DigestUtils.sha256(SCRIPT.getBytes(StandardCharsets.UTF_8))));
    model.put("data", json(data(runs)));
  }

  String html() {
    Configuration freemarker = new Configuration(Configuration.VERSION_2_3_34);
    freemarker.setClassForTemplateLoading(Page.class, "");
    freemarker.setDefaultEncoding(StandardCharsets.UTF_8.name());
    freemarker.setLocale(Locale.ROOT);
    freemarker.setNumberFormat("computer");
    freemarker.setLogTemplateExceptions(false);
    freemarker.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    DefaultObjectWrapperBuilder wrapper =
        new DefaultObjectWrapperBuilder(Configuration.VERSION_2_3_34);
    // FreeMarker knows records by classes of its own for newer Java, which no relocated jar has.
    wrapper.setDefaultZeroArgumentNonVoidMethodPolicy(ACCESSORS);
    wrapper.setRecordZeroArgumentNonVoidMethodPolicy(ACCESSORS);
    freemarker.setObjectWrapper(wrapper.build());
    StringWriter html = new StringWriter();
    try {
      freemarker.getTemplate("page.ftlh").process(model, html);
    } catch (IOException | TemplateException e) {
      throw new IllegalStateException("fill the report's template", e);
    }
    return html.toString();
  }

  /** What the script reads. */
  private static Map<String, Object> data(List<RunView> runs) {
    List<Object> ofRuns = new ArrayList<>();
    for (RunView run : runs) {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("id", run.id());
      map.put("byEpoch", run.curves().byEpoch());
      map.put("curves", run.curves().values());
      ofRuns.add(map);
    }
    return Map.of("runs", ofRuns);
  }

  /** JSON that no HTML can hide in. */
  private static String json(Object value) {
    try {
      return new ObjectMapper().writeValueAsString(value).replace("<", "\\u003c");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps, lists and numbers are JSON", e);
    }
  }

  private static String resource(String name) {
    try (InputStream in = Page.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("read " + name, e);
    }
  }
}
