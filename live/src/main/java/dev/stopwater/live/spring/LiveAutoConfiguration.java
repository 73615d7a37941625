package dev.stopwater.live.spring;

import dev.stopwater.live.LiveProfiles;
import dev.stopwater.live.LiveSettings;
import dev.stopwater.live.servlet.LiveFilter;
import java.io.IOException;
import java.time.Duration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/// Live profiles for a servlet application, by being on the class path. Properties, all of them
/// optional:
///
/// | `stopwater.live.` | |
/// |---|---|
/// | `enabled` | `false` for nothing at all |
/// | `port` | of the pages, on the loopback address; 6060 if not given, -1 for none |
/// | `late` | after what time requests are shown as late; 60s if not given |
/// | `deadline` | after what time they are ended: interrupted, and answered with 504 |
/// | `search-at-most-every` | the least time between two searches for leaks; 10s if not given |
///
/// A bean of type [LiveProfiles] of the application's own replaces all of these.
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnProperty(prefix = "stopwater.live", name = "enabled", matchIfMissing = true)
public class LiveAutoConfiguration {

  @Bean(destroyMethod = "close")
  @ConditionalOnMissingBean
  public LiveProfiles liveProfiles(Environment environment) throws IOException {
    int port = environment.getProperty("stopwater.live.port", Integer.class, 6060);
    LiveSettings settings = port < 0 ? LiveSettings.unserved() : LiveSettings.on(port);
    Duration late = environment.getProperty("stopwater.live.late", Duration.class);
    Duration deadline = environment.getProperty("stopwater.live.deadline", Duration.class);
    Duration ration =
        environment.getProperty("stopwater.live.search-at-most-every", Duration.class);
    if (late != null) {
      settings = settings.late(late);
    }
    if (deadline != null) {
      settings = settings.deadline(deadline);
    }
    return (ration == null ? settings : settings.searchAtMostEvery(ration)).start();
  }

  @Bean
  public FilterRegistrationBean<LiveFilter> liveFilter(LiveProfiles live) {
    FilterRegistrationBean<LiveFilter> filter = new FilterRegistrationBean<>(new LiveFilter(live));
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return filter;
  }
}
