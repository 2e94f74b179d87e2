process.env.CADENCIA_TEST_DATABASE = 'sqlite';
