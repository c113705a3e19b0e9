package dev.agenticframework.localgit;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/// Keeps JGit from the user's and the machine's own Git settings: what a repository holds depends on nobody's home
/// directory, no `git` is started to look for a configuration, and nothing is written outside the repositories.
final class HermeticGit extends SystemReader {

    private final SystemReader system;

    private HermeticGit(SystemReader system) {
        this.system = system;
    }

    /// Takes effect once for the whole process, as JGit allows no other way.
    static void install() {
        if (!(SystemReader.getInstance() instanceof HermeticGit)) {
            SystemReader.setInstance(new HermeticGit(SystemReader.getInstance()));
        }
    }

    @Override
    public String getHostname() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    @Override
    public @Nullable String getenv(String variable) {
        return variable.startsWith("GIT_") || variable.equals("XDG_CONFIG_HOME") ? null : system.getenv(variable);
    }

    @Override
    public @Nullable String getProperty(String key) {
        return system.getProperty(key);
    }

    @Override
    public FileBasedConfig openUserConfig(@Nullable Config parent, FS fs) {
        return new NoFile(parent, fs);
    }

    @Override
    public FileBasedConfig openSystemConfig(@Nullable Config parent, FS fs) {
        return new NoFile(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(@Nullable Config parent, FS fs) {
        return new NoFile(parent, fs);
    }

    @Override
    @SuppressWarnings("deprecation")
    public long getCurrentTime() {
        return system.now().toEpochMilli();
    }

    @Override
    @SuppressWarnings("deprecation")
    public int getTimezone(long when) {
        return 0;
    }

    /// A configuration that is empty and stays so. It only says of every file system that its times are
    /// coarse, which is safe for all: otherwise JGit would measure them, by writing files of its own beside
    /// the repositories.
    private static final class NoFile extends FileBasedConfig {

        private static final String FILE_SYSTEMS = "filesystem";
        private static final Duration COARSEST_TIME = Duration.ofSeconds(2);

        @SuppressWarnings("NullAway") // JGit's own way to say that there is no file
        NoFile(@Nullable Config parent, FS fs) {
            super(parent, null, fs);
        }

        @Override
        public long getTimeUnit(
                String section, @Nullable String subsection, String name, long otherwise, TimeUnit unit) {
            return section.equals(FILE_SYSTEMS)
                    ? unit.convert(COARSEST_TIME)
                    : super.getTimeUnit(section, subsection, name, otherwise, unit);
        }

        @Override
        public void load() {}

        @Override
        public void save() {}

        @Override
        public boolean isOutdated() {
            return false;
        }
    }
}
